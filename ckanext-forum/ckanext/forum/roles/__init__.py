"""Members of an authority and what each may do: CKAN's three capacities and two roles of ours."""
