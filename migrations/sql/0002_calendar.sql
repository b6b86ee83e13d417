-- The holidays that a desk knows, each with where it came from, and every change of them. Additions are taken at once;
-- what a feed would move or take away waits for a person.

create table holiday (
    division text not null,
    day {date} not null,
    title text not null,
    basis text not null,
    source text not null,
    seen_at {instant} not null,
    primary key (division, day)
);

-- The days of a division for which all its holidays are known, both included.
create table covered (
    division text primary key,
    first_day {date} not null,
    last_day {date} not null
);

-- One row. Its version changes with the holidays, those that wait included; whoever counts locks the row, so that no
-- date is stored that rests on holidays no longer in force. An empty version: nothing was adopted yet.
create table calendar (
    id integer primary key,
    version text not null,
    shipped text not null,
    changed_at {instant}
);
insert into calendar (id, version, shipped) values (1, '', '');

create table holiday_change (
    id {id},
    made_at {instant} not null,
    source text not null,
    division text not null,
    sentence text not null,
    change text not null,
    state text not null,
    decided_at {instant},
    decided_by text,
    moved bigint not null
);

alter table board add column lapses_on {date};
