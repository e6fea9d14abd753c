/// Changes of the database that SQL cannot say.
@NullMarked
package db.migration.xdm;

import org.jspecify.annotations.NullMarked;
