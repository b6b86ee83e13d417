-- Records of design: register, campaigns, requests and their timelines, letters out, messages in, readings and
-- rulings, people, leases. JSON is text, money is a decimal written as text, instants are UTC.

create table authority (
    id {id},
    code text not null unique,
    name text not null,
    nation text not null,
    kind text not null,
    regime text not null,
    tags text not null,
    successors text not null
);

create table authority_measure (
    authority_id bigint not null references authority (id),
    name text not null,
    month {date} not null,
    value text not null,
    source text not null,
    primary key (authority_id, name, month)
);

create table contact (
    id {id},
    authority_id bigint not null references authority (id),
    channel text not null,
    address text not null,
    source text not null,
    noted_at {instant} not null,
    unique (authority_id, channel, address)
);

create table campaign (
    id {id},
    name text not null unique,
    title text not null,
    definition text not null,
    created_at {instant} not null,
    launched_at {instant},
    paused_since {instant}
);

create table question (
    campaign_id bigint not null references campaign (id),
    number integer not null,
    name text not null,
    text text not null,
    kind text not null,
    unit text,
    period text,
    primary key (campaign_id, number)
);

create table wave (
    campaign_id bigint not null references campaign (id),
    number integer not null,
    planned_at {instant} not null,
    primary key (campaign_id, number)
);

create table request (
    id {id},
    campaign_id bigint not null references campaign (id),
    authority_id bigint not null references authority (id),
    wave integer not null,
    reference text not null unique,
    regime text not null,
    recipient text not null,
    planned_at {instant} not null,
    unique (campaign_id, authority_id, wave)
);
create index request_planned on request (planned_at);

create table entry (
    request_id bigint not null references request (id),
    number integer not null,
    happened_on {date} not null,
    recorded_at {instant} not null,
    fact text not null,
    actor text not null,
    cause text not null,
    hash text not null,
    primary key (request_id, number)
);

-- Derived from entry, dropped and rebuilt at will. It holds dates, never a judgement about today.
create table board (
    request_id bigint primary key references request (id),
    campaign_id bigint not null,
    entries integer not null,
    last_fact text not null,
    last_on {date} not null,
    sent_on {date},
    started_on {date},
    due {date},
    last_lawful {date},
    held_since {date},
    held_for text,
    acknowledged_on {date},
    answered_on {date},
    withdrawn_on {date},
    bounced_on {date},
    doubtful_since {date},
    turn text not null
);
create index board_due on board (campaign_id, last_lawful);

create table letter (
    id {id},
    request_id bigint not null references request (id),
    kind text not null,
    number integer not null,
    message_id text not null unique,
    recipient text not null,
    subject text not null,
    hash text not null,
    state text not null,
    attempts integer not null,
    next_at {instant} not null,
    lease_until {instant},
    worker text,
    receipt text,
    why text,
    settled_at {instant},
    unique (request_id, kind, number)
);
create index letter_waiting on letter (state, next_at);

create table arrival (
    id {id},
    hash text not null unique,
    source text not null,
    position text not null,
    received_at {instant} not null,
    envelope text not null,
    state text not null,
    message_id text,
    sender text,
    subject text,
    dated {instant},
    request_id bigint references request (id),
    route_key text,
    route_why text,
    kind text,
    kind_why text,
    note text
);
create index arrival_state on arrival (state, id);
create index arrival_request on arrival (request_id);

-- How far each mailbox has been read.
create table mailbox (
    source text primary key,
    position text not null,
    read_at {instant} not null
);

create table part (
    id {id},
    arrival_id bigint not null references arrival (id),
    number integer not null,
    role text not null,
    name text,
    media_type text not null,
    hash text not null,
    size bigint not null,
    text text not null,
    places text not null,
    warnings text not null,
    unique (arrival_id, number)
);

create table reading (
    id {id},
    part_id bigint not null references part (id),
    request_id bigint not null references request (id),
    question integer not null,
    outcome text not null,
    words text not null,
    starts integer not null,
    ends integer not null,
    place text not null,
    strength text not null,
    rule text not null,
    reader integer not null
);
create index reading_request on reading (request_id);

create table ruling (
    id {id},
    request_id bigint not null references request (id),
    question integer not null,
    reading_id bigint references reading (id),
    outcome text,
    made_by text not null,
    account text,
    made_at {instant} not null,
    why text not null,
    supersedes bigint references ruling (id)
);
create index ruling_request on ruling (request_id);

create table account (
    id {id},
    name text not null unique,
    role text not null,
    password_hash text not null,
    created_at {instant} not null,
    closed_at {instant}
);

create table session (
    id text primary key,
    account_id bigint not null references account (id),
    expires_at {instant} not null
);

create table token (
    id {id},
    account_id bigint not null references account (id),
    purpose text not null,
    hash text not null unique,
    created_at {instant} not null,
    revoked_at {instant}
);

create table lease (
    name text primary key,
    holder text not null,
    until {instant} not null
);
