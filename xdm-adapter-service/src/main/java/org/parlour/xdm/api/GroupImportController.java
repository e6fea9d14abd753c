package org.parlour.xdm.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.security.Principal;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.parlour.xdm.api.ImportResult.Outcome;
import org.parlour.xdm.config.XdmProperties;
import org.parlour.xdm.document.GroupDocuments;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.document.GroupRules;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Imports many groups. The answer goes out while it works: a line of JSON for each group when it
/// is done, and one with the numbers at the end. Who hangs up stops it.
@RestController
@RequestMapping("/api/v1/groups/import")
@Tag(name = "groups")
class GroupImportController {
  private static final String CSV = "text/csv";

  private final GroupImport groups;
  private final ImportFile files;
  private final JsonMapper json;
  private final int maxBytes;

  GroupImportController(
      GroupDocuments documents, GroupRules rules, JsonMapper json, XdmProperties properties) {
    this.groups = new GroupImport(documents, rules);
    this.files = new ImportFile(json);
    this.json = json;
    this.maxBytes = properties.importMaxBytes();
  }

  /// The last line.
  record Summary(int rows, int created, int replaced, int refused, boolean dryRun) {}

  /// @param replace groups that are there already; they are refused otherwise
  /// @param dryRun says what would become of each and writes nothing
  @PostMapping(consumes = {MediaType.APPLICATION_JSON_VALUE, CSV})
  @Operation(
      summary = "Make many groups",
      description =
          "From an array of groups, or from CSV with a header of field names. The answer has a line"
              + " for each group as soon as it is done, and one with the numbers at the end.",
      requestBody =
          @RequestBody(
              content = {
                @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE,
                    examples =
                        @ExampleObject(
                            "[{\"uri\": \"sip:crew@im.example.org\","
                                + " \"members\": [{\"address\": \"sip:bob@example.org\"}]}]")),
                @Content(
                    mediaType = CSV,
                    examples =
                        @ExampleObject(
                            "uri,displayName,members\n"
                                + "sip:crew@im.example.org,Crew,sip:bob@example.org Bobby"))
              }))
  @ApiResponse(
      responseCode = "200",
      description = "What became of each, and the numbers",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_NDJSON_VALUE,
              examples =
                  @ExampleObject(
                      "{\"outcome\":\"created\",\"row\":1,\"uri\":\"sip:crew@im.example.org\"}\n"
                          + "{\"rows\":1,\"created\":1,\"replaced\":0,\"refused\":0,"
                          + "\"dryRun\":false}")))
  void run(
      Principal who,
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam(defaultValue = "false") boolean replace,
      @RequestParam(defaultValue = "false") boolean dryRun)
      throws IOException {
    byte[] file = body(request);
    boolean isCsv = MediaType.valueOf(CSV).includes(MediaType.valueOf(request.getContentType()));
    List<ImportRow> rows = isCsv ? files.csv(file) : files.json(file);
    run(who, rows, new GroupImport.Options(replace, dryRun), response);
  }

  private byte[] body(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(maxBytes + 1);
    if (body.length > maxBytes) {
      throw new GroupRefused(
          Reason.TOO_LARGE, "import: too large (expected: at most " + maxBytes + " octets)");
    }
    return body;
  }

  private void run(
      Principal who,
      List<ImportRow> rows,
      GroupImport.Options options,
      HttpServletResponse response)
      throws IOException {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
    OutputStream lines = response.getOutputStream();
    Iterator<ImportResult> results = groups.run(who.getName(), rows, options).iterator();
    while (results.hasNext()) {
      ImportResult result = results.next();
      counts.merge(result.outcome(), 1, Integer::sum);
      line(lines, result);
    }
    line(
        lines,
        new Summary(
            rows.size(),
            counts.getOrDefault(Outcome.CREATED, 0),
            counts.getOrDefault(Outcome.REPLACED, 0),
            counts.getOrDefault(Outcome.REFUSED, 0),
            options.dryRun()));
  }

  private void line(OutputStream lines, Object value) throws IOException {
    lines.write(json.writeValueAsBytes(value));
    lines.write('\n');
    lines.flush();
  }
}
