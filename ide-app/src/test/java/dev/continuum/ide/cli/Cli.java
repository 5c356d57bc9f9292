package dev.continuum.ide.cli;

import dev.continuum.ide.Services;
import dev.continuum.ide.cli.command.Prompts;
import dev.continuum.ide.cli.command.Terminal;
import dev.continuum.ide.settings.UserFolders;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command line with captured streams, over real services with their files in one folder. */
final class Cli {
  private final Services services;
  private Optional<Prompts> prompts = Optional.empty();
  private InputStream in = InputStream.nullInputStream();

  /** How a call ended. */
  record Result(int status, String out, String err) {
    /** Standard output as one JSON document. */
    JsonNode json() {
      return JsonMapper.shared().readTree(out);
    }

    /** Standard output as one JSON document on each line. */
    List<JsonNode> jsonLines() {
      List<JsonNode> lines = new ArrayList<>();
      out.lines().forEach(line -> lines.add(JsonMapper.shared().readTree(line)));
      return lines;
    }
  }

  Cli(Path home) {
    this(new Services(UserFolders.below(home)));
  }

  Cli(Services services) {
    this.services = services;
  }

  Services services() {
    return services;
  }

  /** A person who answers. */
  Cli with(Prompts person) {
    prompts = Optional.of(person);
    return this;
  }

  /** Standard input of the calls that follow. */
  Cli input(String text) {
    in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  Cli input(InputStream stream) {
    in = stream;
    return this;
  }

  Result run(Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status = run(out, err, arguments);
    return new Result(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  int run(ByteArrayOutputStream out, ByteArrayOutputStream err, Object... arguments) {
    List<String> texts = new ArrayList<>();
    for (Object argument : arguments) {
      texts.add(argument.toString());
    }
    Terminal terminal = new Terminal(in, out, err, () -> prompts, false, false);
    return new CommandLineApp(terminal, services).run(texts.toArray(String[]::new));
  }
}
