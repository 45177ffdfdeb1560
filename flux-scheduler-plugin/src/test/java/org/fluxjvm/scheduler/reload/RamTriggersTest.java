package org.fluxjvm.scheduler.reload;

import java.util.Properties;
import org.quartz.simpl.RAMJobStore;

class RamTriggersTest extends TriggersContract {
  @Override
  Properties store() {
    Properties store = new Properties();
    store.put("org.quartz.jobStore.class", RAMJobStore.class.getName());
    return store;
  }
}
