package org.parlour.xdm.console;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/// What was done: the page to which the browser is sent afterwards says it.
enum Done {
  CREATED("The group was created and is in force."),
  SAVED("The group was saved and is in force."),
  DELETED("The group was deleted. Its session ends."),
  ADDED("The member was added."),
  REMOVED("The member was removed and may not take part as one any more."),
  REWRITTEN("The document was saved and is in force."),
  USER_CREATED("The user was created; what is said here is in force."),
  USER_SAVED("The user was saved; what is said here is in force."),
  USER_DELETED("The user was deleted, with the rules."),
  EXPELLED("The participant is being expelled."),
  ANNOUNCED("The announcement is on its way."),
  CLOSED("The session is being closed.");

  private final String text;

  Done(String text) {
    this.text = text;
  }

  /// @return null for what is none of these
  static @Nullable String text(@Nullable String name) {
    return Arrays.stream(values())
        .filter(done -> done.parameter().equals(name))
        .map(done -> done.text)
        .findFirst()
        .orElse(null);
  }

  /// @param segments of the path below the console, not encoded
  ModelAndView at(String... segments) {
    return new ModelAndView(
        "redirect:"
            + UriComponentsBuilder.fromPath("/console")
                .pathSegment(segments)
                .queryParam("done", parameter())
                .build()
                .encode());
  }

  private String parameter() {
    return name().toLowerCase(Locale.ROOT);
  }
}
