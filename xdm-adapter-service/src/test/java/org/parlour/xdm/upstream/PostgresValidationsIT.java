package org.parlour.xdm.upstream;

import javax.sql.DataSource;
import org.parlour.xdm.support.TestDatabase;
import org.springframework.jdbc.core.JdbcTemplate;

class PostgresValidationsIT extends ValidationsContract {
  private static final DataSource DATABASE = TestDatabase.create().migrated();

  @Override
  Validations validations() {
    new JdbcTemplate(DATABASE).execute("truncate xdm.upstream_document");
    return new PostgresValidations(DATABASE);
  }
}
