package org.parlour.conference.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.DocumentChanged;
import org.parlour.contracts.signalling.DocumentsFound;
import org.parlour.protocol.xcapdiff.XcapDiff;

/// What is known of the documents that a subscription is about, and what of it is still to be told.
///
/// @param root the XCAP root; null while nothing is known
/// @param places what it is about: documents, and collections, which end with a slash
/// @param known the documents that are there
/// @param full the next NOTIFY lists all of them
/// @param changes what was not told yet, in order; empty when the next NOTIFY is full
public record DocumentPicture(
    @Nullable String root,
    List<String> places,
    List<DocumentsFound.Document> known,
    boolean full,
    List<XcapDiff.Document> changes) {
  /// Of one NOTIFY; when more wait, it lists all documents instead.
  private static final int MOST_CHANGES = 200;

  static final DocumentPicture NOTHING =
      new DocumentPicture(null, List.of(), List.of(), true, List.of());

  public DocumentPicture {
    places = List.copyOf(places);
    known = List.copyOf(known);
    changes = List.copyOf(changes);
  }

  static DocumentPicture of(DocumentsFound answer) {
    return new DocumentPicture(answer.root(), answer.places(), answer.documents(), true, List.of());
  }

  /// The same when the change is older than what is known, or about something else.
  ///
  /// @param aggregate several changes of a document may be told as one
  DocumentPicture changed(DocumentChanged change, boolean aggregate) {
    DocumentsFound.Document before =
        known.stream().filter(d -> d.path().equals(change.path())).findFirst().orElse(null);
    boolean news = before == null ? change.etag() != null : change.version() > before.version();
    if (root == null || !news || !DocumentsFound.covers(places, change.path())) {
      return this;
    }
    List<DocumentsFound.Document> now = new ArrayList<>(known);
    if (before != null) {
      now.remove(before);
    }
    if (change.etag() != null) {
      now.add(new DocumentsFound.Document(change.path(), change.version(), change.etag()));
    }
    List<XcapDiff.Document> more =
        full ? List.of() : more(change, before == null ? null : before.etag(), aggregate);
    boolean tooMany = more.size() > MOST_CHANGES;
    return new DocumentPicture(root, places, now, full || tooMany, tooMany ? List.of() : more);
  }

  /// Whether it is about that document, or not known yet to be about others only.
  boolean mayCover(String path) {
    return root == null || DocumentsFound.covers(places, path);
  }

  /// What is to be told with one change more. Where changes may be told together, those of one
  /// document become one, and what is again as it was is left out.
  private List<XcapDiff.Document> more(
      DocumentChanged change, @Nullable String before, boolean aggregate) {
    List<XcapDiff.Document> more = new ArrayList<>(changes);
    String previous = before;
    if (aggregate) {
      for (XcapDiff.Document earlier : changes) {
        if (earlier.selector().equals(change.path())) {
          previous = earlier.previousEtag();
          more.remove(earlier);
        }
      }
    }
    if (!Objects.equals(previous, change.etag())) {
      more.add(new XcapDiff.Document(change.path(), change.etag(), previous));
    }
    return more;
  }

  boolean hasNews() {
    return full || !changes.isEmpty();
  }

  /// What the next NOTIFY says; null when nothing is known.
  public @Nullable XcapDiff news() {
    if (root == null) {
      return null;
    }
    return new XcapDiff(
        root,
        full
            ? known.stream().map(d -> new XcapDiff.Document(d.path(), d.etag(), null)).toList()
            : changes);
  }

  /// A NOTIFY with [#news] is on its way.
  DocumentPicture told() {
    return new DocumentPicture(root, places, known, false, List.of());
  }

  /// Everything is to be told (again).
  DocumentPicture untold() {
    return new DocumentPicture(root, places, known, true, List.of());
  }
}
