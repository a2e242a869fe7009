// The command line: one file per subcommand, assembled here.

#include "llvm/Support/raw_ostream.h"

#include "Commands.h"

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
