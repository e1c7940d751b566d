/*
 * entente_check_contract [FILE...]: reads contract documents (standard input where no file is named) and prints, for
 * each, a line "accepted" or "refused STATUS", then a line for each problem: code, line, column and message, divided
 * by tabs. Exit status 2 if a file cannot be read or an answer contradicts itself, else 0.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "entente.h"

static char *read_all(FILE *file, size_t *size) {
  size_t cap = 1 << 16;
  char *text = malloc(cap);
  *size = 0;
  while (text != NULL) {
    const size_t got = fread(text + *size, 1, cap - *size, file);
    char *grown;
    if (got == 0) return text;
    *size += got;
    if (*size < cap) continue;
    cap *= 2;
    grown = realloc(text, cap);
    if (grown == NULL) free(text);
    text = grown;
  }
  return NULL;
}

static void print_problems(const entente_problems *problems) {
  size_t i;
  for (i = 0; i < entente_problems_count(problems); ++i) {
    printf("%s\t%ld\t%ld\t%s\n", entente_problems_text(problems, i, ENTENTE_PROBLEM_CODE),
           (long)entente_problems_line(problems, i), (long)entente_problems_column(problems, i),
           entente_problems_text(problems, i, ENTENTE_PROBLEM_MESSAGE));
  }
}

/* 1 if the document, once accepted, reads back as itself when every default is filled in. */
static int is_normal(const entente_contract *contract) {
  size_t need = 0;
  size_t again = 0;
  char *text = NULL;
  char *second = NULL;
  entente_contract *copy = NULL;
  int same = 0;
  if (entente_contract_json(contract, NULL, 0, &need, NULL) != ENTENTE_OK) return 0;
  text = malloc(need);
  second = malloc(need);
  if (text != NULL && second != NULL && entente_contract_json(contract, text, need, &need, NULL) == ENTENTE_OK &&
      entente_contract_parse(text, need - 1, NULL, 0, &copy, NULL, NULL) == ENTENTE_OK &&
      entente_contract_json(copy, second, need, &again, NULL) == ENTENTE_OK) {
    same = again == need && memcmp(text, second, need) == 0;
  }
  entente_contract_destroy(copy);
  free(text);
  free(second);
  return same;
}

static int check(FILE *file) {
  size_t size = 0;
  char *text = file == NULL ? NULL : read_all(file, &size);
  entente_contract *contract = NULL;
  entente_problems *problems = NULL;
  int sound = 0;
  int32_t status;
  if (text == NULL) return 2;
  status = entente_contract_parse(text, size, NULL, 0, &contract, &problems, NULL);
  free(text);
  if (status == ENTENTE_OK) {
    printf("accepted\n");
    sound = problems == NULL && is_normal(contract);
  } else {
    printf("refused %s\n", entente_status_name(status));
    print_problems(problems);
    sound = contract == NULL && entente_problems_count(problems) > 0;
  }
  entente_problems_destroy(problems);
  entente_contract_destroy(contract);
  return sound ? 0 : 2;
}

int main(int argc, char **argv) {
  int i;
  int worst = 0;
  if (argc == 1) return check(stdin);
  for (i = 1; i < argc; ++i) {
    FILE *file = fopen(argv[i], "rb");
    const int result = check(file);
    if (result != 0) {
      fprintf(stderr, "%s: cannot be read, or is answered inconsistently\n", argv[i]);
      worst = result;
    }
    if (file != NULL) fclose(file);
  }
  return worst;
}
