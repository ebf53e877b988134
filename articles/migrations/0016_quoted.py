"""Say of which version of a text the quotations were remembered."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_chain_lists")]

    operations = [
        migrations.AddField("fingerprint", "quoted", models.PositiveIntegerField(null=True)),
    ]
