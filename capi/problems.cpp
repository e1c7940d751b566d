#include "handles.hpp"

size_t entente_problems_count(const entente_problems *problems) {
  return problems == nullptr ? 0 : problems->list.size();
}

const char *entente_problems_text(const entente_problems *problems, size_t i, int32_t field) {
  if (i >= entente_problems_count(problems)) return "";
  const entente::Problem &problem = problems->list[i];
  switch (field) {
    case ENTENTE_PROBLEM_CODE: return problem.code.c_str();
    case ENTENTE_PROBLEM_POINTER: return problem.pointer.c_str();
    case ENTENTE_PROBLEM_EXPECTED: return problem.expected.c_str();
    case ENTENTE_PROBLEM_GOT: return problem.got.c_str();
    case ENTENTE_PROBLEM_MESSAGE: return problems->messages[i].c_str();
    default: return "";
  }
}

int64_t entente_problems_line(const entente_problems *problems, size_t i) {
  return i < entente_problems_count(problems) ? problems->list[i].position.line : 0;
}

int64_t entente_problems_column(const entente_problems *problems, size_t i) {
  return i < entente_problems_count(problems) ? problems->list[i].position.column : 0;
}

void entente_problems_destroy(entente_problems *problems) { delete problems; }
