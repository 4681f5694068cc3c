"""Fills in a person's workbook as they would: reads it from standard input, writes it to standard output.

    target/services/bin/python tests/services/workbook.py KEY=VALUE … < sent.xlsx > filled.xlsx

KEY is what the last column of the sheet "Figures" says of a row, as figure/foster-carers/2025-26-Q3; VALUE goes into its
column "Value", as a number where it is one.
"""

import io
import sys

from openpyxl import load_workbook

HEADS = 4  # The row that names the columns.


def number(text):
    try:
        return float(text)
    except ValueError:
        return text


def main():
    wanted = dict(word.rsplit("=", 1) for word in sys.argv[1:])
    workbook = load_workbook(io.BytesIO(sys.stdin.buffer.read()))
    sheet = workbook["Figures"]
    columns = {cell.value: cell.column for cell in sheet[HEADS]}
    value, key = columns["Value"], columns["Key (leave as it is)"]
    for row in range(HEADS + 1, sheet.max_row + 1):
        named = str(sheet.cell(row, key).value).split(" ")[0]
        if named in wanted:
            sheet.cell(row, value).value = number(wanted.pop(named))
    if wanted:
        sys.exit(f"no row of the workbook is of {', '.join(wanted)}")
    workbook.save(sys.stdout.buffer)


if __name__ == "__main__":
    main()
