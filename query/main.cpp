// attache-query: asks an archive who said what about whom.
#include <csignal>
#include <cstdio>
#include <string>
#include <vector>

#include "query/commands/run.hpp"
#include "schema/messages.hpp"

int main(int argc, char** argv) {
  attache::schema::hold_standard_streams();
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is seen where it is written to
  attache::query::Output out(stdout);
  return attache::query::run(std::vector<std::string>(argv + 1, argv + argc), out);
}
