-- Group documents, and publications of them that are not settled yet.

-- One sequence for all groups and for ever: a group that was deleted and made anew still grows.
create sequence group_version;

create table group_document (
  uri              text collate "C" primary key,  -- G, canonical
  version          bigint not null,               -- as it was last published
  display_name     text,
  invite_members   boolean not null,
  max_participants integer check (max_participants >= 0),
  open_to_all      boolean not null
);

create table group_member (
  group_uri text collate "C" not null references group_document (uri) on delete cascade,
  position  integer not null,
  address   text not null,                        -- canonical
  nickname  text,
  primary key (group_uri, position),
  unique (group_uri, address)
);

create index group_member_by_address on group_member (address);

-- The outbox. A row stands here from before a document goes to Kafka until the same document is stored:
-- at most one a group, so that documents of a group are published in order. A row past its time is a
-- publication of unknown fate; the stored document is then published again, under a higher version.
create table group_publication (
  uri   text collate "C" primary key,
  token uuid not null,                            -- whose publication it is
  due   timestamptz not null
);

create index group_publication_by_due on group_publication (due);
