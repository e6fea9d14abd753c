-- Users: what administrators say of them, and the document with the rules by which each says who may reach it.

create table user_record (
  uri             text collate "C" primary key,  -- canonical address
  version         bigint not null,               -- as it was last published; of the sequence of groups
  updated         timestamptz not null,
  barred_outgoing boolean not null,
  barred_incoming boolean not null,
  max_groups      integer check (max_groups >= 0),
  max_documents   integer check (max_documents >= 0),
  rules           bytea                          -- UTF-8, as its author wrote it; null without a document
);

create table user_alias (
  alias text collate "C" primary key,            -- canonical
  uri   text collate "C" not null references user_record (uri) on delete cascade
);

create index user_alias_by_uri on user_alias (uri);

-- The outbox, as that of groups.
create table user_publication (
  uri   text collate "C" primary key,
  token uuid not null,
  due   timestamptz not null
);

create index user_publication_by_due on user_publication (due);

-- Rules that users wrote already hold from now on: each is published as if a publication of it were to be corrected.
insert into user_record
select xui, version, updated, false, false, null, null, body
from document
where auid = 'org.openmobilealliance.im-rules' and name = 'im-rules' and xui <> '';

delete from document
where auid = 'org.openmobilealliance.im-rules' and name = 'im-rules' and xui <> '';

insert into user_publication
select uri, gen_random_uuid(), now() from user_record;
