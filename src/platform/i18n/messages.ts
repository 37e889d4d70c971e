import boardEn from '../../../locales/en/board.json' with { type: 'json' }
import commitmentsEn from '../../../locales/en/commitments.json' with { type: 'json' }
import commonEn from '../../../locales/en/common.json' with { type: 'json' }
import importsEn from '../../../locales/en/imports.json' with { type: 'json' }
import openDataEn from '../../../locales/en/open-data.json' with { type: 'json' }
import peopleEn from '../../../locales/en/people.json' with { type: 'json' }
import plansEn from '../../../locales/en/plans.json' with { type: 'json' }
import recordEn from '../../../locales/en/record.json' with { type: 'json' }
import spacesEn from '../../../locales/en/spaces.json' with { type: 'json' }
import uiEn from '../../../locales/en/ui.json' with { type: 'json' }
import board from '../../../locales/es/board.json' with { type: 'json' }
import commitments from '../../../locales/es/commitments.json' with { type: 'json' }
import common from '../../../locales/es/common.json' with { type: 'json' }
import imports from '../../../locales/es/imports.json' with { type: 'json' }
import openData from '../../../locales/es/open-data.json' with { type: 'json' }
import people from '../../../locales/es/people.json' with { type: 'json' }
import plans from '../../../locales/es/plans.json' with { type: 'json' }
import record from '../../../locales/es/record.json' with { type: 'json' }
import spaces from '../../../locales/es/spaces.json' with { type: 'json' }
import ui from '../../../locales/es/ui.json' with { type: 'json' }

/** Spanish is the source: its keys are the type; a test holds every other language to them. */
export const spanish = {
  ...common,
  ...ui,
  ...people,
  ...spaces,
  ...plans,
  ...commitments,
  ...board,
  ...imports,
  ...record,
  ...openData,
}

export type MessageKey = keyof typeof spanish

export const english: Partial<Record<string, string>> = {
  ...commonEn,
  ...uiEn,
  ...peopleEn,
  ...spacesEn,
  ...plansEn,
  ...commitmentsEn,
  ...boardEn,
  ...importsEn,
  ...recordEn,
  ...openDataEn,
}
