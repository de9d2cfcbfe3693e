"""到岗: sign-ins and sign-outs, leave, and the days that follow from them."""
