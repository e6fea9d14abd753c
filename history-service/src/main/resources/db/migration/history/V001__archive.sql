-- The archive of conversations. Times are UTC with microseconds.

create table conversation (
  id            uuid primary key,          -- derived from recording, so that nobody has to look it up
  recording     text not null,
  session       text,                      -- S; null until the start is known
  group_uri     text,                      -- G; null for an ad-hoc session
  subject       text,
  initiator     text,
  started_at    timestamptz not null,      -- until the start is known: the first thing heard of it
  ended_at      timestamptz,
  message_count integer not null default 0
);

-- Pages go by (started_at, id), newest first.
create index conversation_by_start on conversation (started_at desc, id desc);
create index conversation_by_session on conversation (session);

-- One row a stay: who leaves and comes back has two.
create table stay (
  conversation_id uuid not null references conversation (id) on delete cascade,
  address         text not null,           -- canonical, as the others could see it
  joined_at       timestamptz not null,
  left_at         timestamptz,
  display_name    text,
  primary key (conversation_id, address, joined_at)
);

create index stay_by_address on stay (address, conversation_id);

create table message (
  conversation_id uuid not null references conversation (id) on delete cascade,
  message_id      text collate "C" not null,
  sequence        bigint not null,
  received_at     timestamptz not null,
  sender          text not null,
  sender_name     text,
  private_to      text,
  envelope_type   text not null,           -- of the whole body, usually message/cpim
  content_type    text not null,           -- of what is in the envelope
  text            text,                    -- what is in the envelope, when it is text and short
  body            bytea,                   -- the whole body, when it came in one chunk
  size            bigint not null,         -- octets of the whole body
  complete        boolean not null,        -- false: a chunk never came
  primary key (conversation_id, message_id)
);

-- Pages go by (sequence, message_id).
create index message_by_sequence on message (conversation_id, sequence, message_id);

-- Pieces of messages that came in more than one: kept as they came, so that no body is ever in memory
-- as a whole. Pieces without a row in message belong to one that is not complete yet.
create table chunk (
  conversation_id uuid not null references conversation (id) on delete cascade,
  message_id      text collate "C" not null,
  first_octet     bigint not null,
  data            bytea not null,
  stored_at       timestamptz not null default now(),
  primary key (conversation_id, message_id, first_octet)
);

-- Big pieces are mostly pictures and films, which do not get smaller.
alter table chunk alter column data set storage external;
