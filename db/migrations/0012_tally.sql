-- The board counts every activity of a plan by its state; all that it reads of one lies in the index, so a plan of a hundred
-- thousand is counted without visiting its rows.
create index activities_tally on activities (commitment_id, key_action_id)
  include (current_state, is_validated, is_disputed, ends_on, state_since);
