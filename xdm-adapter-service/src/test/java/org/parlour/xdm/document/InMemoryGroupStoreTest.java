package org.parlour.xdm.document;

import java.time.InstantSource;

class InMemoryGroupStoreTest extends GroupStoreContract {
  @Override
  GroupStore store() {
    return new InMemoryGroupStore(InstantSource.system());
  }
}
