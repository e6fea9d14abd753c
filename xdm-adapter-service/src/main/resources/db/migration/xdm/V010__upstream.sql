-- Documents that an upstream XDMS keeps, and when it last confirmed what is stored here. What is stored without a row is
-- this server's own.

create table upstream_document (
  kind      text collate "C" not null,  -- group: by G; rules: by the user
  uri       text collate "C" not null,  -- canonical
  etag      text,                       -- as it came
  confirmed timestamptz,                -- null: never
  due       timestamptz not null,       -- when it is to be asked for again
  primary key (kind, uri)
);

create index upstream_document_by_due on upstream_document (due);
