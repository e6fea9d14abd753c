-- Which lists the documents of groups refer to, and which version of each was read for what was published last: where there
-- is another by now, the group is published once more.

create table group_reference (
  uri     text collate "C" not null,   -- G
  xui     text not null,               -- whose list
  name    text not null,               -- of its document
  version bigint not null default -1,  -- 0: there was none; -1: nobody knows
  primary key (uri, xui, name)
);
