# tries: Print commands that CI runners obey.
# held by: the log shows no text of students
# %%
mark = "\n::error file=a,line=1::owned\n::set-output name=score::20\n##vso[task.complete result=Failed]\n"
print(mark)
print(mark, file=sys.stderr)
raise ValueError(mark)
