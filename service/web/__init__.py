"""The pages. They translate between people and the service, and decide nothing.

`notify` raises a disagreement, `outcome` tells of a stage, `report` of a late resolution, `respond` the pages behind a
signed link (`asked` says what each answer asks, `report_blocks` shows the report), `find` the way back to one,
`details` an officer's own entry in the directory, `front` what stands before them, `downloads` the forms as files.
Every page works without JavaScript, and none names a child in its title or address.
"""
