-- The last command obeyed about each entry of a list that this server keeps, whatever became of the entry: what comes again
-- changes nothing, and brings nothing back that its owner has deleted. Kept longer than `parlour.xdm-commands` keeps records.

create table metadata_revision (
  auid      text collate "C" not null,
  xui       text collate "C" not null,  -- whose list, canonical
  reference text collate "C" not null,
  revision  bigint not null,
  at        timestamptz not null,
  primary key (auid, xui, reference)
);

create index metadata_revision_by_time on metadata_revision (at);
