package org.fluxjvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.fluxjvm.job.JobCounts;
import org.fluxjvm.job.JobStats;
import org.fluxjvm.rfc.Hostlist;
import org.fluxjvm.rfc.Idset;
import org.fluxjvm.rfc.ResourceSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class InstanceInfoTest {
  private static ResourceSet set(String children) {
    return ResourceSet.parse(
        JsonMapper.builder()
            .build()
            .readTree(
                "{\"version\":1,\"execution\":{\"R_lite\":[{\"rank\":\"0\",\"children\":"
                    + children
                    + "}]}}"));
  }

  private static InstanceInfo info(long inactive, long total, ResourceSet all, ResourceSet used) {
    JobCounts jobs =
        new JobCounts(0, 0, 0, total - inactive, 0, inactive, total, inactive, 0, 0, 0, 0);
    Idset none = Idset.empty();
    return new InstanceInfo(
        new JobStats(jobs, Map.of()),
        new InstanceResources(
            all,
            ResourceSet.empty(),
            used,
            none,
            none,
            none,
            none,
            none,
            Hostlist.empty(),
            List.of()));
  }

  @Test
  void shares_are_of_what_there_is() {
    InstanceInfo info =
        info(
            3,
            4,
            set("{\"core\":\"0-7\",\"gpu\":\"0-1\"}"),
            set("{\"core\":\"0-1\",\"gpu\":\"1\"}"));

    assertThat(info.progress()).hasValue(0.75);
    assertThat(info.utilization()).hasValue(0.25);
    assertThat(info.gpuUtilization()).hasValue(0.5);
  }

  @Test
  void of_nothing_there_is_no_share() {
    InstanceInfo info = info(0, 0, ResourceSet.empty(), ResourceSet.empty());

    assertThat(info.progress()).isEmpty();
    assertThat(info.utilization()).isEmpty();
    assertThat(info.gpuUtilization()).isEmpty();
  }
}
