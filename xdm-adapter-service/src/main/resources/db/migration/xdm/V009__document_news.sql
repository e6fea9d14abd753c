-- What users are to be told about their documents: changes, written in the transaction of the change, and questions about
-- what there is. A row stands here until it was published, in the order of the ids.

create table document_news (
  id       bigint generated always as identity primary key,
  at       timestamptz not null default now(),
  xui      text not null,                        -- whose tree, canonical
  path     text,                                 -- of a change: document selector, encoded
  version  bigint,                               -- of the document after it
  present  boolean,                              -- whether there is a document after it
  question text unique,                          -- of a question: its id
  uris     text                                  -- one a line
);
