// The exit codes of the command line (spec/07 §17.3).

#pragma once

namespace aqua::cli {

enum class ExitCode : int {
  Success = 0,
  SourceErrors = 1, // also: the program under `run` failed
  Usage = 2,        // options, scenario files
  InputOutput = 3,  // unreadable input, unwritable output
  NoAnswer = 4,     // `run`: expired, stuck or over a limit
  Internal = 70,
};

} // namespace aqua::cli
