// The command line: one file per subcommand, assembled here.

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/raw_ostream.h"

#include "Commands.h"

namespace {

/// The first word is no command: says so, with the closest one. CLI11 would only ask for a command.
/// The same for the commands of a command.
bool isUnknownCommand(const CLI::App& app, llvm::ArrayRef<char*> words) {
  const llvm::StringRef word = words.empty() ? "" : words.front();
  const auto commands = app.get_subcommands({});
  if (commands.empty() || word.empty() || word.starts_with("-")) return false;
  const CLI::App* closest = nullptr;
  unsigned distance = 3;
  for (const CLI::App* command : commands) {
    if (command->check_name(word.str())) return isUnknownCommand(*command, words.drop_front());
    const unsigned d = word.edit_distance(command->get_name(), true, distance);
    if (d >= distance) continue;
    distance = d;
    closest = command;
  }
  llvm::errs() << "aqua: there is no command `" << word << "`";
  if (closest) llvm::errs() << "; did you mean `" << closest->get_name() << "`?";
  llvm::errs() << "\nTry `aqua --help`.\n";
  return true;
}

} // namespace

int main(int argc, char** argv) {
  using aqua::cli::ExitCode;
  CLI::App app("The native toolchain for the Aqua language", "aqua");
  app.require_subcommand(1);
  app.set_version_flag("--version", "aqua " AQUA_VERSION);
  app.failure_message(CLI::FailureMessage::help);

  ExitCode exit = ExitCode::Success;
  aqua::cli::addCompileCommand(app, exit);
  aqua::cli::addCheckCommand(app, exit);
  aqua::cli::addRunCommand(app, exit);
  aqua::cli::addLintCommand(app, exit);
  aqua::cli::addFmtCommand(app, exit);
  aqua::cli::addExplainCommand(app, exit);
  aqua::cli::addLspCommand(app, exit);
  aqua::cli::addAirCommand(app, exit);
  const auto words = llvm::ArrayRef(argv, static_cast<size_t>(argc)).drop_front(argc > 0 ? 1 : 0);
  if (isUnknownCommand(app, words)) return static_cast<int>(ExitCode::Usage);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error); // --help, --version
    llvm::errs() << "aqua: " << error.what() << "\nTry `aqua --help`.\n";
    return static_cast<int>(ExitCode::Usage);
  }
  llvm::outs().flush();
  if (!llvm::outs().has_error()) return static_cast<int>(exit);
  llvm::outs().clear_error(); // a closed pipe or a full disk
  return static_cast<int>(ExitCode::InputOutput);
}
