package org.fluxjvm.scheduler.schedule;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** A key as it stands in the file, and what stands there as its value. */
record Field(String name, Mark mark, Node node) {}
