"""What does a decision put into the score ledger (积分台账), and of whom?"""
