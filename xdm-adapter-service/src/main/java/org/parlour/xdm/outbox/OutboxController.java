package org.parlour.xdm.outbox;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/documents")
@Tag(name = "documents")
class OutboxController {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxController.class);

  private final Outbox outbox;

  OutboxController(Outbox outbox) {
    this.outbox = outbox;
  }

  /// @param stored by kind
  /// @param unsettled to be published or corrected, by kind
  record Counts(Map<String, Integer> stored, Map<String, Integer> unsettled) {}

  @GetMapping
  @Operation(summary = "How many documents are stored, and how many are still to be published")
  @ApiResponse(
      responseCode = "200",
      description = "By kind",
      content =
          @Content(
              examples =
                  @ExampleObject(
                      "{\"stored\": {\"group\": 2, \"user\": 1},"
                          + " \"unsettled\": {\"group\": 0, \"user\": 0}}")))
  Counts counts() {
    return new Counts(outbox.stored(), outbox.unsettled());
  }

  @PostMapping("/republish")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Publish everything once more, as it is stored",
      description =
          "For sessions that lost what they knew. Each goes out under a higher version, in the"
              + " background; writes go on meanwhile. `unsettled` above says how many are left.")
  @ApiResponse(
      responseCode = "202",
      description = "How many will be published, by kind",
      content = @Content(examples = @ExampleObject("{\"group\": 2, \"user\": 1}")))
  Map<String, Integer> republish(Principal who) {
    Map<String, Integer> numbers = outbox.republish();
    LOG.info("{} has everything published once more: {}", who.getName(), numbers);
    return numbers;
  }
}
