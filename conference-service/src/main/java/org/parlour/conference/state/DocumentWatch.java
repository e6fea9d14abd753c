package org.parlour.conference.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.DocumentChanged;
import org.parlour.contracts.signalling.DocumentSelection;
import org.parlour.contracts.signalling.DocumentsFound;
import org.parlour.contracts.sip.EventPackage;
import org.parlour.contracts.sip.SubscriptionState.TerminationReason;
import org.parlour.contracts.sip.TransactionId;

/// A user's subscription to changes of its documents (RFC 5875).
///
/// @param request the latest SUBSCRIBE that was accepted
/// @param granted seconds, by it
/// @param question the id of the one whose answer is awaited; null when none is
/// @param ending the next NOTIFY ends it, for this reason; null while it lives
/// @param ended that NOTIFY is out
public record DocumentWatch(
    Dialog dialog,
    EventPackage event,
    TransactionId request,
    int granted,
    Instant expiresAt,
    DocumentSelection selection,
    @Nullable String question,
    DocumentPicture picture,
    @Nullable TerminationReason ending,
    boolean ended)
    implements StatePart {

  /// One that has just begun: nothing is known yet.
  public static DocumentWatch opened(
      Dialog dialog, EventPackage event, TransactionId request, DocumentSelection selection) {
    return new DocumentWatch(
        dialog,
        event,
        request,
        0,
        Instant.EPOCH,
        selection,
        null,
        DocumentPicture.NOTHING,
        null,
        false);
  }

  public String tag() {
    return dialog.localTag();
  }

  public boolean live() {
    return ending == null;
  }

  /// Whether the next NOTIFY would say something.
  public boolean hasNews() {
    return ending != null || picture.hasNews();
  }

  public DocumentWatch with(Dialog now) {
    return new DocumentWatch(
        now, event, request, granted, expiresAt, selection, question, picture, ending, ended);
  }

  private DocumentWatch with(DocumentPicture now) {
    return new DocumentWatch(
        dialog, event, request, granted, expiresAt, selection, question, now, ending, ended);
  }

  /// A SUBSCRIBE was accepted: everything is to be told (again).
  public DocumentWatch granted(TransactionId by, int seconds, Instant at) {
    return new DocumentWatch(
        dialog,
        event,
        by,
        seconds,
        at.plusSeconds(seconds),
        selection,
        question,
        picture.untold(),
        ending,
        ended);
  }

  /// The answer to the question `id` will say what there is; nothing is known before.
  public DocumentWatch asking(String id, DocumentSelection wanted) {
    return new DocumentWatch(
        dialog,
        event,
        request,
        granted,
        expiresAt,
        wanted,
        id,
        DocumentPicture.NOTHING,
        ending,
        ended);
  }

  public DocumentWatch ending(TerminationReason reason) {
    return new DocumentWatch(
        dialog,
        event,
        request,
        granted,
        expiresAt,
        selection,
        question,
        picture.untold(),
        reason,
        ended);
  }

  public DocumentWatch found(DocumentsFound answer) {
    return new DocumentWatch(
        dialog,
        event,
        request,
        granted,
        expiresAt,
        selection,
        null,
        DocumentPicture.of(answer),
        ending,
        ended);
  }

  /// The same when that is no news.
  public DocumentWatch changed(DocumentChanged change) {
    DocumentPicture now = picture.changed(change, selection.aggregate());
    return now == picture ? this : with(now);
  }

  /// Whether a change of that document is, or may be, one to be told.
  public boolean mayWant(String path) {
    return live() && picture.mayCover(path);
  }

  /// Everything is to be told again.
  public DocumentWatch untold() {
    return with(picture.untold());
  }

  /// A NOTIFY with the news is on its way.
  public DocumentWatch notified() {
    return new DocumentWatch(
        dialog,
        event,
        request,
        granted,
        expiresAt,
        selection,
        question,
        picture.told(),
        ending,
        ending != null);
  }
}
