/// Group documents and how they change. [GroupDocuments] is the door. [Publications] is how
/// anything changes that sessions obey.
///
/// A change is published before it is stored, and answered when it is both:
///
/// 1. *prepare*: a row in a table of publications says that a publication is under way, and its
/// version;
/// 2. *publish*: the document goes to Kafka under that version;
/// 3. *settle*: document stored, row removed, in one transaction.
///
/// Whatever ends a change between 1 and 3 (no Kafka, no database, a crash) leaves the row, and
/// nothing stored. The row's time comes, and the document as it is stored is published under a
/// higher version: who follows the topic ends with what is stored here.
///
/// Two rules make that hold. A row has one owner, known by its token: who lost it cannot
/// settle. And versions of a thing only grow: a publication that comes late, after the correction,
/// is known by its lower version and must be ignored by whoever reads the topic.
@NullMarked
package org.parlour.xdm.document;

import org.jspecify.annotations.NullMarked;
