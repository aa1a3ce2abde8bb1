# Runs a notebook's cell, and prints the HTML of what it shows: `python3 display.py <file of the cell>`.
# It stands in for IPython, whose classes make the same of the same arguments.
import ast
import sys
import types


class HTML:
    def __init__(self, data):
        self.data = data

    def _repr_html_(self):
        return self.data


class IFrame:
    def __init__(self, src, width, height, extras=()):
        self.src, self.width, self.height, self.extras = src, width, height, extras

    def _repr_html_(self):
        size = f'width="{self.width}" height="{self.height}"'
        return f'<iframe {size} src="{self.src}" frameborder="0" allowfullscreen {" ".join(self.extras)}></iframe>'


display = types.ModuleType("IPython.display")
display.HTML, display.IFrame = HTML, IFrame
sys.modules["IPython"] = types.ModuleType("IPython")
sys.modules["IPython.display"] = display

with open(sys.argv[1], encoding="utf-8") as file:
    cell = ast.parse(file.read())
shown = cell.body.pop().value
names = {}
exec(compile(cell, "cell", "exec"), names)
sys.stdout.reconfigure(encoding="utf-8")
print(eval(compile(ast.Expression(shown), "cell", "eval"), names)._repr_html_())
