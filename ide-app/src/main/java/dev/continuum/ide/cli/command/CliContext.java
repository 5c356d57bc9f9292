package dev.continuum.ide.cli.command;

import dev.continuum.ide.Services;
import java.util.List;
import java.util.Optional;

/**
 * What a call of the command line works with.
 *
 * @param guestArguments what stood after {@code --}
 */
public record CliContext(
    Terminal terminal, Services services, Optional<List<String>> guestArguments) {}
