-- XML documents by their place in the XCAP trees (RFC 4825 §6.2).

create table document (
  auid    text collate "C" not null,
  xui     text collate "C" not null,  -- whose tree, canonical; empty for the global one
  name    text collate "C" not null,
  version bigint not null,            -- the ETag; of the sequence of groups
  updated timestamptz not null,
  body    bytea not null,             -- UTF-8, as its author wrote it
  primary key (auid, xui, name)
);

create index document_by_xui on document (xui);
