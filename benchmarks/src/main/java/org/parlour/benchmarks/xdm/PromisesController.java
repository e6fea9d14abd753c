package org.parlour.benchmarks.xdm;

import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Takes octets and keeps the promises that the service makes of a write, and no other: a list is
/// stored with its entry in the audit trail and its news; a group is claimed, published and then
/// stored likewise, or not at all.
@RestController
class PromisesController {
  private final PromisedRows rows;
  private final PromisedRecord record;

  PromisesController(PromisedRows rows, PromisedRecord record) {
    this.rows = rows;
    this.record = record;
  }

  @PutMapping("/promises/list/{client}")
  ResponseEntity<Void> list(@PathVariable int client, @RequestBody byte[] body) {
    return stored(rows.store(PromisedDocument.list(client), body));
  }

  @PutMapping("/promises/group/{client}")
  ResponseEntity<Void> group(@PathVariable int client, @RequestBody byte[] body) {
    PromisedDocument group = PromisedDocument.group(client);
    UUID token = UUID.randomUUID();
    long version = rows.begin(group, token);
    record.publish("sip:g" + client + "@im.example.org");
    rows.settle(group, token, version, body);
    return stored(version);
  }

  private static ResponseEntity<Void> stored(long version) {
    return ResponseEntity.ok().eTag("\"" + version + "\"").build();
  }
}
