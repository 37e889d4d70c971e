-- The eight criteria that INAI's local exercises ask each commitment to answer in words (R-31).
alter table commitments
  add column criterion_concrete text,
  add column criterion_inclusive text,
  add column criterion_strategic text,
  add column criterion_transformative text,
  add column criterion_measurable text,
  add column criterion_replicable text,
  add column criterion_national_agenda text,
  add column criterion_follow_the_money text;
