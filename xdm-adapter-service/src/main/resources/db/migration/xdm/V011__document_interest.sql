-- Who asked about which document outside of the own tree, and is told of its changes. A row stands here until nobody wants to
-- know any more, which shows at the next change.

create table document_interest (
  path    text collate "C" not null,  -- document selector, encoded
  watcher text collate "C" not null,  -- canonical
  at      timestamptz not null default now(),
  primary key (path, watcher)
);

create index document_interest_by_watcher on document_interest (watcher, at);

-- Of the change of a group's document: G. Members know the document by it, wherever it lies.
alter table document_news add column group_uri text;
