// The command line: one file per subcommand, assembled here.

int main() {
  return 0;
}
