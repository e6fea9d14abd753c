package org.parlour.benchmarks.xdm;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Takes octets and gives them back: from memory, and from a row of a table, whose every change is
/// one transaction.
@RestController
class BareController {
  private static final MediaType XML = MediaType.parseMediaType("application/resource-lists+xml");
  private static final String ETAG = "\"1\"";

  private final Map<String, byte[]> memory = new ConcurrentHashMap<>();
  private final JdbcTemplate rows;

  BareController(JdbcTemplate rows) {
    this.rows = rows;
    rows.execute("create table if not exists bare (name text primary key, body bytea not null)");
  }

  @GetMapping("/ready")
  ResponseEntity<Void> ready() {
    return ResponseEntity.ok().build();
  }

  @GetMapping("/memory/{name}")
  ResponseEntity<byte[]> get(@PathVariable String name) {
    return document(memory.get(name));
  }

  @PutMapping("/memory/{name}")
  ResponseEntity<Void> put(@PathVariable String name, @RequestBody byte[] body) {
    memory.put(name, body);
    return ResponseEntity.ok().eTag(ETAG).build();
  }

  @GetMapping("/row/{name}")
  ResponseEntity<byte[]> read(@PathVariable String name) {
    return document(
        rows.queryForObject("select body from bare where name = ?", byte[].class, name));
  }

  @PutMapping("/row/{name}")
  ResponseEntity<Void> write(@PathVariable String name, @RequestBody byte[] body) {
    rows.update(
        """
        insert into bare (name, body) values (?, ?)
        on conflict (name) do update set body = excluded.body""",
        name,
        body);
    return ResponseEntity.ok().eTag(ETAG).build();
  }

  private static ResponseEntity<byte[]> document(byte @Nullable [] body) {
    return body == null
        ? ResponseEntity.notFound().build()
        : ResponseEntity.ok().eTag(ETAG).contentType(XML).body(body);
  }
}
