-- Until when an upstream tells of a document's changes; null: it does not.

alter table upstream_document add column told timestamptz;
