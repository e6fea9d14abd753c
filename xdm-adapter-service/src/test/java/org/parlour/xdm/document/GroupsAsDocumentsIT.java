package org.parlour.xdm.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.group.GroupRule;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.contracts.signalling.GroupDocument.Member;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.support.TestDatabase;
import org.parlour.xdm.xml.XmlDocument;
import org.springframework.jdbc.core.JdbcTemplate;

/// Groups of releases that kept them in columns.
class GroupsAsDocumentsIT {
  @Test
  void oldGroupsBecomeDocumentsThatSayTheSame() throws Exception {
    TestDatabase database = TestDatabase.create();
    migrate(database, "2");
    JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
    jdbc.execute(
        """
        insert into xdm.group_document values
          ('sip:old@im.example.org', 7, 'Old & <new>', true, 5, false,
           '[{"id":"members","conditions":[{"type":"is-list-member"}],"actions":["join-handling"]}]',
           60, 'Subject'),
          ('sip:open@im.example.org', 8, null, false, null, true, null, null, null);
        insert into xdm.group_member values
          ('sip:old@im.example.org', 1, 'sip:bob@example.org', null),
          ('sip:old@im.example.org', 0, 'sip:alice@example.org', 'Al')""");

    migrate(database, "latest");

    Map<String, Object> row =
        jdbc.queryForMap("select * from xdm.group_document where uri = 'sip:old@im.example.org'");
    assertThat(row)
        .containsEntry("version", 7L)
        .containsEntry("xui", "sip:old@im.example.org")
        .containsEntry("name", "index")
        .containsEntry("display_name", "Old & <new>");
    assertThat(definition(row.get("body")))
        .isEqualTo(
            new Definition(
                "Old & <new>",
                List.of(
                    new Member(ImAddress.sip("alice", "example.org"), "Al"),
                    new Member(ImAddress.sip("bob", "example.org"), null)),
                true,
                5,
                false,
                RuleForm.read(
                    "[{\"id\":\"members\",\"conditions\":[{\"type\":\"is-list-member\"}],"
                        + "\"actions\":[\"join-handling\"]}]"),
                60,
                "Subject"));
    Object open =
        jdbc.queryForMap("select body from xdm.group_document where uri like 'sip:open%'")
            .get("body");
    assertThat(definition(open).ruleset()).isEqualTo(List.of(GroupRule.forEverybody()));
  }

  private static Definition definition(Object body) throws Exception {
    return GroupXml.definition(XmlDocument.parse((byte[]) body));
  }

  private static void migrate(TestDatabase database, String target) {
    Flyway.configure()
        .dataSource(database.dataSource())
        .locations("classpath:db/migration/xdm")
        .schemas("xdm")
        .target(target)
        .load()
        .migrate();
  }
}
