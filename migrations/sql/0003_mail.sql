-- Mail that can be trusted: where each message was seen, to which requests it was filed and by whom, and under which ids
-- a letter of ours is known.

-- The operator of the recipient's mail exchanger, for spacing; when the last attempt began.
alter table letter add column exchanger text not null default '';
alter table letter add column posted_at {instant};
create index letter_posted on letter (posted_at);

-- Every Message-ID under which a letter is known: our own, one that the provider put in its place, one read back from
-- a copy of it.
create table letter_id (
    message_id text primary key,
    letter_id bigint not null references letter (id),
    source text not null
);
create index letter_id_letter on letter_id (letter_id);
insert into letter_id (message_id, letter_id, source) select message_id, id, 'own' from letter;

alter table campaign add column paused_why text;

-- Through which channel the request goes: email, web form or post.
alter table request add column channel text not null default 'email';
create index request_authority on request (authority_id);

-- The hash of the bytes without the traces of their way, the authority's own reference in it, the requests it might
-- belong to, what the receiving server found out about its sender.
alter table arrival add column content text;
alter table arrival add column authority_reference text;
alter table arrival add column candidates text not null default '[]';
alter table arrival add column authentic text;
create unique index arrival_content on arrival (content);
create index arrival_message on arrival (message_id);
create index arrival_sender on arrival (sender);
create index arrival_authority_reference on arrival (authority_reference);

-- Where and when the same message was seen; the first sighting made the arrival.
create table sighting (
    source text not null,
    position text not null,
    hash text not null,
    arrival_id bigint not null references arrival (id),
    received_at {instant} not null,
    envelope text not null,
    primary key (source, position, hash)
);
create index sighting_arrival on sighting (arrival_id);
insert into sighting (source, position, hash, arrival_id, received_at, envelope)
select source, position, hash, id, received_at, envelope from arrival;

-- To which requests a message is filed, and why. A filing that was undone stays.
create table filing (
    id {id},
    arrival_id bigint not null references arrival (id),
    request_id bigint not null references request (id),
    key text not null,
    why text not null,
    filed_at {instant} not null,
    undone_at {instant}
);
create unique index filing_once on filing (arrival_id, request_id) where undone_at is null;
create index filing_request on filing (request_id);
insert into filing (arrival_id, request_id, key, why, filed_at)
select id, request_id, coalesce(route_key, ''), coalesce(route_why, ''), received_at from arrival where request_id is not null;
drop index arrival_request;
alter table arrival drop column request_id;
alter table arrival drop column route_key;

-- What people decided about messages: the latest counts.
create table direction (
    id {id},
    arrival_id bigint not null references arrival (id),
    decision text not null,
    decided_at {instant} not null,
    decided_by text not null,
    why text not null
);
create index direction_arrival on direction (arrival_id);

-- Readings of a filing that was undone say nothing any more.
alter table reading add column undone_at {instant};

-- When a mailbox was last looked at with success, when all of its recent messages were looked through again, and what
-- went wrong since.
alter table mailbox add column checked_at {instant};
alter table mailbox add column rescanned_at {instant};
alter table mailbox add column trouble text;
