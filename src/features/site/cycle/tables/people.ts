import type { Gender } from '../../../tables/registrations/model.ts'
import type { RegistrationFields } from '../../../tables/registrations/schema.ts'
import type { CycleStory, StoryTable } from '../story.ts'

// Names from plants and birds: whoever reads them sees that nobody bears them.
const women = ['Azucena', 'Dalia', 'Gardenia', 'Hortensia', 'Jacaranda', 'Magnolia', 'Margarita', 'Paloma', 'Violeta']
const men = ['Abeto', 'Acanto', 'Cedro', 'Colibrí', 'Gorrión', 'Jacinto', 'Jilguero', 'Laurel', 'Narciso']
const families = ['Del Río', 'Encinar', 'Fresnos', 'Huizache', 'Maguey', 'Mezquite', 'Nopal', 'Ocote', 'Pirul', 'Tule']

/** Everybody who registered for a table, those who will come first in each sector. The same each time. */
export function peopleOf(
  { outreach }: Pick<CycleStory, 'outreach'>,
  table: StoryTable,
  mailAt: string | null,
): (RegistrationFields & { comes: boolean })[] {
  let number = table.code.length * 31 + table.day
  return Object.entries(table.people).flatMap(([sector, [registered, came]]) => {
    const organizations = outreach.actors.filter((actor) => actor.sector === sector && actor.answer?.answer === 'joins')
    return Array.from({ length: registered }, (_, index) => {
      number += 1
      const place = Math.abs(number * 7)
      const isWoman = place % 5 < 3
      const first = (isWoman ? women : men)[place % 9] ?? ''
      const name = `${first} ${families[(place >> 1) % 10]} ${families[(place * 3 + index) % 10]}`
      const gender: Gender = place % 11 === 0 ? 'not-said' : isWoman ? 'woman' : 'man'
      return {
        ...{ name, sector: sector as RegistrationFields['sector'], gender, comes: index < came },
        organization: sector === 'citizens' ? null : (organizations[index % organizations.length]?.name ?? null),
        territory: place % 6 === 0 ? null : '20',
        email: mailAt === null ? null : `${table.code}-${number}@${mailAt}`,
      }
    })
  })
}
