/// What was said, by whom and when. [ConversationArchive] is the door; behind it PostgreSQL has the
/// tables `conversation`, `stay`, `message` and `chunk` of the schema `history`.
///
/// Everything may come twice and in part before its beginning: a row is unique by (recording,
/// message id), and whatever comes first of a conversation makes its row.
@NullMarked
package org.parlour.history.archive;

import org.jspecify.annotations.NullMarked;
