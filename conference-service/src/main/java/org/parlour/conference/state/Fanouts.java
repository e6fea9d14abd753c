package org.parlour.conference.state;

import java.util.Objects;
import org.parlour.conference.state.Event.PagerEvent;

/// The pager messages of an aggregate that are on their way.
///
/// @param messages by id
/// @param progress by the message's id
/// @param copies by tag
public record Fanouts(
    PartMap<PagerMessage> messages, PartMap<PagerProgress> progress, PartMap<PagerCopy> copies) {
  public static final Fanouts NONE = new Fanouts(PartMap.empty(), PartMap.empty(), PartMap.empty());

  public boolean isEmpty() {
    return messages.isEmpty();
  }

  /// Of a message that is here.
  public PagerMessage message(String id) {
    return Objects.requireNonNull(messages.get(id));
  }

  /// Of a message that is here.
  public PagerProgress progressOf(String id) {
    return Objects.requireNonNull(progress.get(id));
  }

  Fanouts after(PagerEvent event) {
    return switch (event) {
      case Event.PagerAccepted e ->
          new Fanouts(
              messages.with(e.message().id(), e.message()),
              progress.with(e.message().id(), PagerProgress.NONE),
              copies);
      case Event.CopySent e ->
          new Fanouts(
              messages,
              progress.with(e.copy().message(), e.progress()),
              copies.with(e.copy().tag(), e.copy()));
      case Event.CopyFinished e ->
          new Fanouts(
              messages,
              progress.with(e.copy().message(), e.progress()),
              copies.without(e.copy().tag()));
      case Event.PagerEnded e ->
          new Fanouts(messages.without(e.message()), progress.without(e.message()), copies);
    };
  }
}
