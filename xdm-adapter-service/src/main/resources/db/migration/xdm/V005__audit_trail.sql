-- Every change of a document: who, what, when. Written in the transaction of the change.

create table audit_entry (
  id       bigint generated always as identity primary key,
  at       timestamptz not null default now(),
  actor    text not null,              -- a user's address, or the name of an administrator or part
  auid     text collate "C" not null,
  xui      text collate "C" not null,  -- empty for the global tree
  name     text collate "C" not null,
  version  bigint not null,            -- after the change
  action   text not null,              -- created, replaced, deleted
  change   text not null               -- what was and what is, where they differ
);

create index audit_entry_by_document on audit_entry (auid, xui, name, id);
