package org.fluxjvm.it.docs;

import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a snippet of Java, and gives the class to run it. */
final class SnippetCompiler {
  private static final String IMPORTS =
      """
      import io.micrometer.core.instrument.Clock;
      import io.micrometer.core.instrument.MeterRegistry;
      import io.micrometer.registry.otlp.*;
      import java.time.*;
      import java.util.*;
      import java.util.concurrent.*;
      import org.fluxjvm.*;
      import org.fluxjvm.executor.*;
      import org.fluxjvm.job.*;
      import org.fluxjvm.junit.*;
      import org.fluxjvm.metrics.*;
      import org.fluxjvm.rfc.*;
      import org.fluxjvm.rpc.*;
      import org.fluxjvm.scheduler.quartz.*;
      import org.junit.jupiter.api.*;
      import org.quartz.*;
      import static org.junit.jupiter.api.Assertions.*;
      """;

  private final Path output;

  SnippetCompiler(Path output) {
    this.output = output;
  }

  /** A class with a static method {@code run} that has these parameters and the snippet as body. */
  Class<?> compile(String name, String parameters, String body) throws Exception {
    return compileClass(
        name,
        "public class "
            + name
            + " { public static void run("
            + parameters
            + ") throws Exception {\n"
            + body
            + "}}");
  }

  /** A class that the snippet is the whole of. */
  Class<?> compileClass(String name, String declaration) throws Exception {
    String source = IMPORTS + declaration;
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    StringWriter errors = new StringWriter();
    boolean done =
        compiler
            .getTask(
                errors,
                null,
                null,
                List.of(
                    "--release", "22",
                    "-d", output.toString(),
                    "-cp", System.getProperty("java.class.path")),
                null,
                List.of(new Source(name, source)))
            .call();
    if (!done) {
      throw new AssertionError("The snippet does not compile:\n" + errors + "\n" + source);
    }
    URLClassLoader loader =
        new URLClassLoader(
            new URL[] {output.toUri().toURL()}, SnippetCompiler.class.getClassLoader());
    return loader.loadClass(name);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
